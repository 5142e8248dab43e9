/** Facts about the team that rules need and no file tells; they come from `team:` in the configuration. */
export interface Team {
  /** Tags that every resource must carry, in any usual spelling. */
  readonly requiredTags: readonly string[];
  /** Registries that images may come from; empty means any. */
  readonly allowedRegistries: readonly string[];
  /** The names of the team's environments. */
  readonly environments: readonly string[];
}

interface TeamFact {
  readonly description: string;
  readonly default: readonly string[];
  /** What the preset `strict` sets it to. */
  readonly strict?: readonly string[];
}

export const teamFacts: { readonly [Name in keyof Team]: TeamFact } = {
  requiredTags: {
    description: 'Tags (labels) that every taggable resource must carry, in any usual spelling.',
    default: [],
    strict: ['environment', 'team', 'cost-center'],
  },
  allowedRegistries: {
    description: 'Registries that container images may come from, such as `ghcr.io`. Empty means any.',
    default: [],
  },
  environments: {
    description: "The names of the team's environments.",
    default: ['development', 'staging', 'production'],
  },
};

export const defaultTeam: Team = {
  requiredTags: teamFacts.requiredTags.default,
  allowedRegistries: teamFacts.allowedRegistries.default,
  environments: teamFacts.environments.default,
};

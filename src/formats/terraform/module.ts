import { groupBy } from '../../core/group';
import { dirname } from '../../core/path';
import type { Project } from '../../core/project';
import { evaluate, type Scope } from '../hcl/evaluate';
import type { Block, Body, Expression } from '../hcl/syntax';
import type { Value } from '../hcl/value';
import { Arguments, roundScopes } from './arguments';
import {
  type Local,
  type ModuleCall,
  moduleCallOf,
  type Output,
  outputOf,
  type Provider,
  providerOf,
  type Requirement,
  type Resource,
  resourceOf,
  type Settings,
  settingsOf,
  type Variable,
  variableOf,
} from './declarations';
import type { TerraformFile } from './document';
import { isOverride } from './files';
import { type Role, roleOf } from './role';
import { scopeOf } from './scope';
import { isCompletedByTool } from './surroundings';

/**
 * A folder of Terraform or OpenTofu files, which is what Terraform calls a module. Of declarations that are repeated,
 * which Terraform refuses, maps hold the first. Resources that an override file alters are left out: what stands in
 * their block is not what they are.
 */
export class Module {
  readonly folder: string;
  /** Each `terraform` block. */
  readonly settings: readonly Settings[];
  readonly providers: readonly Provider[];
  readonly variables: ReadonlyMap<string, Variable>;
  readonly locals: ReadonlyMap<string, Local>;
  readonly outputs: ReadonlyMap<string, Output>;
  readonly calls: readonly ModuleCall[];
  readonly #blocks: ReadonlyMap<string, readonly Block[]>;
  readonly #resources: Declared;
  readonly #data: Declared;
  readonly #scope: Scope;
  #role: Role | undefined;
  #isComplete: boolean | undefined;

  constructor(
    /** Ordered by path; those with values for variables are among them. */
    readonly files: readonly TerraformFile[],
    private readonly project: Project,
  ) {
    this.folder = dirname(files[0]?.file.path ?? '');
    const configuration = files.filter(({ kind }) => kind === 'configuration');
    this.#blocks = groupBy(
      configuration.flatMap(({ hcl }) => hcl.body.blocks),
      ({ type }) => type,
    );
    this.settings = this.#of('terraform', settingsOf);
    this.providers = this.#of('provider', providerOf);
    this.variables = byName(this.#of('variable', variableOf));
    this.outputs = byName(this.#of('output', outputOf));
    this.calls = this.#of('module', moduleCallOf);
    this.locals = byName(
      (this.#blocks.get('locals') ?? []).flatMap(({ body }) =>
        body.attributes.map((attribute) => ({ name: attribute.name, value: attribute.expression, attribute })),
      ),
    );
    this.#scope = scopeOf(this, project);
    this.#resources = declared(this.#of('resource', resourceOf));
    this.#data = declared(this.#of('data', resourceOf));
  }

  /** The managed resources, all or those of one type, in the order of the files. */
  resources(type?: string): readonly Resource[] {
    return type === undefined ? this.#resources.all : (this.#resources.byType.get(type) ?? []);
  }

  /** The data sources, all or those of one type, in the order of the files. */
  data(type?: string): readonly Resource[] {
    return type === undefined ? this.#data.all : (this.#data.byType.get(type) ?? []);
  }

  /** The `backend` or `cloud` block that says where the state is kept. */
  get backend(): Block | undefined {
    return this.settings.find(({ backend }) => backend)?.backend;
  }

  get requirements(): readonly Requirement[] {
    return this.settings.flatMap(({ requiredProviders }) => requiredProviders);
  }

  /** Whether the module is applied itself or called by others. */
  get role(): Role {
    this.#role ??= roleOf(this, this.project);
    return this.#role;
  }

  /**
   * Whether all of the configuration is in `files`: no `.tf.json` stands beside them, and no other tool, such as
   * Terragrunt, writes a part of it. Only then is something that is not there missing.
   */
  get isComplete(): boolean {
    this.#isComplete ??=
      !this.project.list(this.folder).some(({ name }) => /\.(?:tf|tofu)\.json$/.test(name)) &&
      !isCompletedByTool(this.folder, this.project);
    return this.#isComplete;
  }

  /** What an expression in this module is known to give. */
  evaluate(expression: Expression): Value {
    return evaluate(expression, this.#scope);
  }

  /** The arguments of a resource, data source, provider or other block, with their values. */
  arguments({ body }: { readonly body: Body }): Arguments {
    return Arguments.of(body, this.#scope);
  }

  /** The arguments of a resource, once for each round of its `for_each` that is known; where none is, once as written. */
  instances(resource: Resource): Arguments[] {
    const forEach = resource.body.byName.get('for_each')?.expression;
    const rounds = forEach ? roundScopes(this.evaluate(forEach), 'each', this.#scope) : [];
    return rounds.length === 0 ? [this.arguments(resource)] : rounds.map((scope) => Arguments.of(resource.body, scope));
  }

  /** The configuration of a resource's provider, as far as it is in this module. */
  providerOf({ provider: { name, alias } }: Resource): Provider | undefined {
    return this.providers.find((provider) => provider.name === name && provider.alias === alias);
  }

  #of<Declaration>(type: string, read: (block: Block) => Declaration | undefined): Declaration[] {
    return (this.#blocks.get(type) ?? []).flatMap((block) => read(block) ?? []);
  }
}

function byName<Named extends { readonly name: string }>(declarations: readonly Named[]): ReadonlyMap<string, Named> {
  const map = new Map<string, Named>();
  for (const declaration of declarations) if (!map.has(declaration.name)) map.set(declaration.name, declaration);
  return map;
}

interface Declared {
  readonly all: readonly Resource[];
  readonly byType: ReadonlyMap<string, readonly Resource[]>;
}

function declared(resources: readonly Resource[]): Declared {
  const altered = new Set(resources.flatMap(({ block, address }) => (isOverride(block.file.path) ? address : [])));
  const all = altered.size === 0 ? resources : resources.filter(({ address }) => !altered.has(address));
  return { all, byType: groupBy(all, ({ type }) => type) };
}

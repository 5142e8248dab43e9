interface Described {
  /** One sentence, shown in the documentation and in the configuration's schema. */
  readonly description: string;
}

/** One option of a rule: its type, its default and its words stand in one place; the JSON schema follows from them. */
export type OptionDeclaration = Described &
  (
    | { readonly type: 'boolean'; readonly default: boolean }
    | { readonly type: 'number'; readonly default: number; readonly minimum?: number }
    | { readonly type: 'string'; readonly default: string; readonly choices?: readonly string[] }
    | { readonly type: 'strings'; readonly default: readonly string[]; readonly choices?: readonly string[] }
  );

export type OptionDeclarations = Readonly<Record<string, OptionDeclaration>>;

interface TypeOf {
  boolean: boolean;
  number: number;
  string: string;
  strings: readonly string[];
}

/** The values a rule sees for the options it declares. */
export type OptionValues<Declarations extends OptionDeclarations> = {
  readonly [Name in keyof Declarations]: TypeOf[Declarations[Name]['type']];
};

/** What is wrong with a value for an option, in words, or undefined when it fits. */
export function misfit(declaration: OptionDeclaration, value: unknown): string | undefined {
  switch (declaration.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'number':
      if (typeof value !== 'number') return 'must be a number';
      return value < (declaration.minimum ?? -Infinity) ? `must be at least ${declaration.minimum}` : undefined;
    case 'string':
      if (typeof value !== 'string') return 'must be text';
      return declaration.choices?.includes(value) === false
        ? `must be one of ${declaration.choices.join(', ')}`
        : undefined;
    case 'strings': {
      if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) return 'must be a list of texts';
      const { choices } = declaration;
      return choices && value.some((item) => !choices.includes(item))
        ? `may hold only ${choices.join(', ')}`
        : undefined;
    }
  }
}

/** The JSON schema of one option. */
export function optionSchema(declaration: OptionDeclaration): Record<string, unknown> {
  const { description, default: fallback } = declaration;
  switch (declaration.type) {
    case 'boolean':
      return { type: 'boolean', default: fallback, description };
    case 'number':
      return {
        type: 'number',
        default: fallback,
        description,
        ...(declaration.minimum !== undefined && { minimum: declaration.minimum }),
      };
    case 'string':
      return {
        type: 'string',
        default: fallback,
        description,
        ...(declaration.choices && { enum: declaration.choices }),
      };
    case 'strings':
      return {
        type: 'array',
        items: { type: 'string', ...(declaration.choices && { enum: declaration.choices }) },
        default: fallback,
        description,
      };
  }
}

/** Every option at its default, but for the given values that fit. */
export function optionValues(
  declarations: OptionDeclarations,
  given: Readonly<Record<string, unknown>> = {},
): OptionValues<OptionDeclarations> {
  return Object.fromEntries(
    Object.entries(declarations).map(([name, declaration]) => {
      const value = given[name];
      return [name, value !== undefined && misfit(declaration, value) === undefined ? value : declaration.default];
    }),
  ) as OptionValues<OptionDeclarations>;
}

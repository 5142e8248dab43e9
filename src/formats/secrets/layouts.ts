import { codeReader } from './code';
import { after, type LineReader, nameAround, quoted, settingReader, shellReader, stringReader } from './lines';

const SETTING = settingReader('settings');
const SHELL = shellReader('settings');
const STRING = stringReader('settings');

/** Settings of a line each; in an inventory of Ansible a host's variables stand behind it on its line. */
export const settingsReader: LineReader = (region, mention) => {
  const found = SETTING(region, mention);
  if (found) return found;
  const { start } = nameAround(region, mention, /[\w.-]/);
  return region.file.text.startsWith('ansible_', start) ? SHELL(region, mention) : undefined;
};

/** TOML: a setting of its own line, or one in an inline table. */
export const tomlReader: LineReader = (region, mention) => SETTING(region, mention) ?? STRING(region, mention);

/** PowerShell: a variable, or the parameter of a command. */
export const powershellReader: LineReader = (region, mention) => {
  const { start } = nameAround(region, mention, /[\w.-]/);
  return region.file.text[start] === '-' ? SHELL(region, mention) : codeReader(region, mention);
};

/** JSON: a string under a name, beside it, or as its value or default one level below. */
export const jsonReader: LineReader = (region, mention) => {
  const found = STRING(region, mention);
  if (found) return found;
  const name = nameAround(region, mention, /[\w.-]/);
  const below =
    /"\s{0,99}:\s{0,99}\{(?:\s{0,99}"type"\s{0,99}:\s{0,99}"\w{1,30}"\s{0,99},)?\s{0,99}"(?:value|defaultValue|default)"\s{0,99}:\s{0,99}(?=")/iy;
  const from = after(region, below, name.end);
  return from === undefined ? undefined : quoted(region, name, from, 'deployed');
};

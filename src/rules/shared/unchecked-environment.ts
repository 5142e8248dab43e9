/** Variables that turn off the check of servers' certificates, with the values that do so. */
const VARIABLES: ReadonlyMap<string, RegExp> = new Map([
  ['NODE_TLS_REJECT_UNAUTHORIZED', /^0$/],
  ['PYTHONHTTPSVERIFY', /^0$/],
  ['GIT_SSL_NO_VERIFY', /^(?:1|true|yes|on)$/i],
  ['PIP_TRUSTED_HOST', /\S/],
  ['UV_INSECURE_HOST', /\S/],
  ['NPM_CONFIG_STRICT_SSL', /^(?:false|0)$/i],
  ['YARN_ENABLE_STRICT_SSL', /^(?:false|0)$/i],
  ['YARN_STRICT_SSL', /^(?:false|0)$/i],
  ['BUNDLE_SSL_VERIFY_MODE', /^0$/],
  ['COMPOSER_DISABLE_TLS', /^(?:1|true)$/i],
  ['CONDA_SSL_VERIFY', /^(?:false|0|no)$/i],
  ['AIOHTTP_SSL_VERIFY', /^(?:false|0)$/i],
]);

/** Whether a variable of this name and value turns off the check of servers' certificates; unknown values never do. */
export function trustsAnyServer(name: string, value: string | undefined): boolean {
  return value !== undefined && (VARIABLES.get(name.toUpperCase())?.test(value) ?? false);
}

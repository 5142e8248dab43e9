/** User settings that keep VS Code from asking, greeting or going online. */
export const CALM = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden', // the chat
  'workbench.tips.enabled': false,
  'workbench.welcomePage.experimentalOnboarding': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

/** The same for a window driven by tests: trusted, and without what only adds noise. */
export const CALM_FOR_TESTS = {
  ...CALM,
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
  'files.autoSave': 'off', // in the browser it is on by default
  'editor.lightbulb.enabled': 'on',
  'window.confirmBeforeClose': 'never',
};

import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openWindow } from './window.mjs';

const SECOND = 1000;

/** A window of VS Code, driven as a person drives it: by keyboard and mouse, seeing what the page shows. */
export class Workbench {
  /** @type {import('playwright-core').Page} */
  page;
  /** The opened folder on the disk. */
  folder;
  #close;
  #screenshots;
  #taken = 0;

  /**
   * Opens a window on a copy of a folder and waits until its files are listed.
   * @param {import('./window.mjs').WindowOptions} options
   */
  static async open(options) {
    const workbench = new Workbench();
    const window = await openWindow(options);
    workbench.page = window.page;
    workbench.folder = window.folder;
    workbench.#close = window.close;
    workbench.#screenshots = join(options.outDir, 'screenshots');
    mkdirSync(workbench.#screenshots, { recursive: true });
    try {
      await workbench.page
        .locator('.explorer-folders-view .monaco-list-row')
        .first()
        .waitFor({ timeout: 60 * SECOND });
    } catch (error) {
      await workbench.screenshot('did-not-open').catch(() => {});
      await workbench.close();
      throw error;
    }
    return workbench;
  }

  async close() {
    await this.#close();
  }

  /**
   * Writes `NN-name.png`, numbered in the order taken.
   * @returns {Promise<string>} its path
   */
  async screenshot(name) {
    this.#taken++;
    const path = join(this.#screenshots, `${String(this.#taken).padStart(2, '0')}-${name}.png`);
    await this.page.waitForTimeout(400); // for what fades in
    await this.page.screenshot({ path });
    return path;
  }

  /** @param {string} keys  as Playwright names them, such as `ControlOrMeta+S` */
  async press(keys) {
    await this.page.keyboard.press(keys);
  }

  /** The editor that has, or last had, the focus. */
  get editor() {
    return this.page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }

  /** The text that the active editor shows; lines outside the window are missing. */
  async visibleText() {
    const text = await this.editor.locator('.view-lines').innerText();
    return text.replaceAll('\u00a0', ' ');
  }

  /** Opens a file by its name or path through quick open. */
  async openFile(path) {
    await this.press('ControlOrMeta+P');
    await this.#pick(path, basename(path));
    await this.page
      .locator('.tab.active')
      .filter({ hasText: basename(path) })
      .waitFor();
    await this.editor.locator('.view-line').first().waitFor();
    await this.editor.click();
  }

  /** Runs a command by its full title, such as `Infra Review: Fix All`, from the palette. */
  async command(title) {
    await this.press('F1');
    await this.#pick(`>${title}`, title);
  }

  /** Inserts a snippet by its name at the caret. */
  async insertSnippet(name) {
    await this.command('Snippets: Insert Snippet');
    await this.pick(name);
  }

  /** Chooses an entry of the quick pick that is open. */
  async pick(label) {
    await this.#pick(label, label);
  }

  async #pick(typed, label) {
    const input = this.page.locator('.quick-input-widget input.input');
    await input.fill(typed);
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
    await row.waitFor();
    // The first row is chosen, but for a moment it may be one of the list before.
    await this.#until(`the quick pick offers "${label}" first`, async () => {
      const focused = await this.page.locator('.quick-input-list .monaco-list-row.focused').textContent();
      return focused?.includes(label);
    });
    await this.press('Enter');
    // What was chosen may open the next quick pick in the same place, empty.
    await this.#until(
      `"${label}" is taken`,
      async () => (await input.isHidden()) || (await input.inputValue()) !== typed,
    );
  }

  /**
   * Waits for a squiggle in the active editor.
   * @param {'error' | 'warning' | 'info'} [severity]
   */
  async squiggle(severity = 'warning') {
    await this.#squiggles(severity)
      .first()
      .waitFor({ timeout: 60 * SECOND });
  }

  /** Waits until no squiggle of that severity is left in the active editor. */
  async noSquiggle(severity = 'warning') {
    await this.#squiggles(severity)
      .first()
      .waitFor({ state: 'detached', timeout: 30 * SECOND });
  }

  #squiggles(severity) {
    return this.editor.locator(`.squiggly-${severity}`);
  }

  /** Shows the Problems panel. */
  async openProblems() {
    if (await this.page.locator('.markers-panel').isHidden()) await this.press('ControlOrMeta+Shift+M');
    await this.page.locator('.markers-panel .monaco-list-row').first().waitFor();
  }

  /** The texts of the rows of the Problems panel that are in view. */
  async problems() {
    const rows = await this.page.locator('.markers-panel .monaco-list-row').allInnerTexts();
    return rows.map((row) => row.replaceAll(/\s+/g, ' ').trim());
  }

  /**
   * Double-clicks a problem, which puts the caret on it.
   * @param {string | RegExp} text
   */
  async goToProblem(text) {
    await this.openProblems();
    // A file's own row shows no code or source, so it is told from its problems by their marker icon.
    const row = this.page
      .locator('.markers-panel .monaco-list-row:has(.marker-icon)')
      .filter({ hasText: text })
      .first();
    // On its first words: in the middle may be the code, which is a link.
    await row.dblclick({ position: { x: 90, y: 10 } });
    await this.editor.locator('.cursors-layer .cursor').first().waitFor();
  }

  /** Clicks the light bulb at the caret and waits for the menu. */
  async openLightBulb() {
    const bulb = this.page
      .locator('.lightBulbWidget, [class*="codicon-gutter-lightbulb"]')
      .locator('visible=true')
      .first();
    // The bulb is drawn anew whenever the actions are computed, so a click can be lost.
    await this.#until('the light bulb opens a menu', async () => {
      await bulb.click({ timeout: 10 * SECOND });
      const menu = this.#actions()
        .first()
        .waitFor({ timeout: 3 * SECOND });
      return menu.then(
        () => true,
        () => false,
      );
    });
  }

  /** The titles in the open menu of the light bulb. */
  async actions() {
    return (await this.#actions().allInnerTexts()).map((title) => title.trim());
  }

  #actions() {
    return this.page.locator('.action-widget .monaco-list-row.action');
  }

  /** Chooses from the light bulb's menu, by keyboard: a young menu swallows clicks. */
  async chooseAction(title) {
    const item = this.#actions().filter({ hasText: title }).first();
    const focused = () => item.evaluate((element) => element.classList.contains('focused'));
    const count = await this.#actions().count();
    await item.waitFor({ timeout: 3 * SECOND });
    for (let step = 0; step < count && !(await focused()); step++) await this.press('ArrowDown');
    if (!(await focused())) throw new Error(`The menu does not reach "${title}"; it has: ${await this.actions()}`);
    await this.press('Enter');
    await item.waitFor({ state: 'detached' });
  }

  /** Opens the light bulb and chooses the action with this title. */
  async quickFix(title) {
    await this.openLightBulb();
    await this.chooseAction(title);
  }

  /** Saves the active editor. */
  async save() {
    await this.editor.click();
    await this.press('ControlOrMeta+S');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  /**
   * Waits until a file on the disk is as wanted: a tab looks saved before the bytes have arrived.
   * @param {string} path  relative to the folder
   * @param {(text: string) => boolean} wanted
   * @returns {Promise<string>} its text
   */
  async saved(path, wanted) {
    const read = () => readFileSync(join(this.folder, path), 'utf8');
    await this.#until(`${path} is saved as wanted`, async () => wanted(read()));
    return read();
  }

  /** The content of the webview in view, as a frame that Playwright can search. */
  get webview() {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  async #until(what, holds) {
    const end = Date.now() + 15 * SECOND;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error(`Waited in vain until ${what}`);
      await this.page.waitForTimeout(50);
    }
  }
}

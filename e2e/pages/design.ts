import { expect, type Locator } from '@playwright/test';
import type { App } from '../fixtures/app.ts';
import { dragAndDrop, dragMouse } from '../fixtures/pointer.ts';

/** The canvas with palette, inspector and problem bar. */
export class DesignPage {
  private readonly app: App;

  constructor(app: App) {
    this.app = app;
  }

  private get page() {
    return this.app.page;
  }

  get canvas(): Locator {
    return this.page.getByLabel('Network canvas');
  }

  node(id: string): Locator {
    return this.page.locator(`.react-flow__node[data-id="${id}"]`);
  }

  /** Where it is once it has stopped moving: layers glide to their places, and a busy machine glides slowly. */
  private async middleOf(locator: Locator): Promise<{ x: number; y: number }> {
    let middle = { x: Number.NaN, y: Number.NaN };
    await expect(async () => {
      const box = await locator.boundingBox();
      if (!box) throw new Error('it is not on the screen');
      const before = middle;
      middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      expect(middle).toEqual(before);
    }).toPass({ intervals: [150], timeout: 15_000 });
    return middle;
  }

  /** Draws an edge with the mouse, from the lower port of one layer to the upper port of another. */
  async connect(source: string, target: string): Promise<void> {
    const from = await this.middleOf(this.node(source).locator('.react-flow__handle.source'));
    const to = await this.middleOf(this.node(target).locator('.react-flow__handle.target'));
    await dragMouse(this.app, from, to);
    await expect(this.edge(source, target)).toHaveCount(1);
  }

  /** Draws an edge to one of a layer's named inputs. */
  async connectPort(source: string, target: string, port: string): Promise<void> {
    const edges = this.edge(source, target);
    const before = await edges.count();
    const from = await this.middleOf(this.node(source).locator('.react-flow__handle.source'));
    const to = await this.middleOf(this.node(target).locator(`.react-flow__handle.target[data-handleid="${port}"]`));
    await dragMouse(this.app, from, to);
    await expect(edges).toHaveCount(before + 1);
  }

  /** Draws an edge from a port of a layer to a place on empty canvas, told in pixels from the port. */
  async dropEdge(
    id: string,
    side: 'source' | 'target',
    port: string,
    { x, y }: { readonly x: number; readonly y: number },
  ): Promise<void> {
    const from = await this.middleOf(this.node(id).locator(`.react-flow__handle.${side}[data-handleid="${port}"]`));
    await dragMouse(this.app, from, { x: from.x + x, y: from.y + y });
  }

  edge(source: string, target: string): Locator {
    return this.page.getByLabel(`Connection from ${source} to ${target}`);
  }

  /** Drags a layer from the palette onto the edge between two others, which takes it in between. */
  async dragOntoEdge(title: string, source: string, target: string): Promise<void> {
    const from = await this.middleOf(this.node(source));
    const to = await this.middleOf(this.node(target));
    const box = await this.canvas.boundingBox();
    if (!box) throw new Error('the canvas is not on the screen');
    const item = this.page
      .getByLabel('Layers', { exact: true })
      .getByRole('button', { name: `Add ${title}`, exact: true })
      .last();
    await item.scrollIntoViewIfNeeded();
    await dragAndDrop(this.app, item, this.canvas, { x: (from.x + to.x) / 2 - box.x, y: (from.y + to.y) / 2 - box.y });
  }

  async tidy(): Promise<void> {
    await this.page.getByRole('button', { name: /^Tidy/ }).click();
  }

  async select(id: string): Promise<void> {
    await this.node(id).click();
    await expect(this.page.getByLabel('Layer name')).toHaveValue(id);
  }

  async setNumber(label: string, value: number): Promise<void> {
    const field = this.page.getByLabel('Inspector').getByLabel(label, { exact: true });
    await field.fill(String(value));
    await field.press('Enter');
  }

  async setChoice(label: string, value: string): Promise<void> {
    await this.page.getByLabel('Inspector').getByLabel(label, { exact: true }).selectOption(value);
  }

  async saved(): Promise<void> {
    await expect(this.page.getByText('Saved', { exact: true })).toBeVisible();
  }
}

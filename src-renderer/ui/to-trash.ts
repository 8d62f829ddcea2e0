import type { Engine } from '#renderer/client/engine.ts';
import type { TrashKind } from '#shared/contract/requests/trash.ts';
import { notify, notifyError } from './toast.tsx';

interface Item {
  readonly kind: TrashKind;
  readonly id: string;
  readonly title: string;
}

/** Brings something back and says under which name, where its own was taken meanwhile. */
export async function restoreFromTrash(engine: Engine, { kind, id, title }: Item): Promise<void> {
  try {
    const { name, formerName } = await engine.trash.restore({ kind, item: id });
    notify(
      formerName === null
        ? { tone: 'ok', title: `${title} is back` }
        : { tone: 'ok', title: `${formerName} is back as ${name}`, text: 'Its name was taken meanwhile.' },
    );
  } catch (error) {
    notifyError(`Restoring ${title}`, error);
  }
}

/** Deletes something and offers to undo that; true where it is in the trash now. */
export async function moveToTrash(engine: Engine, item: Item, remove: () => Promise<unknown>): Promise<boolean> {
  try {
    await remove();
  } catch (error) {
    notifyError(`Deleting ${item.title}`, error);
    return false;
  }
  notify({
    tone: 'ok',
    title: `${item.title} is moved to the trash`,
    action: { label: 'Undo', run: () => void restoreFromTrash(engine, item) },
  });
  return true;
}

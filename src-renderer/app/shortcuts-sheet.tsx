import { allCommands } from '#renderer/ui/commands.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';

/** All keys that work here and now, by group. */
export function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  const commands = allCommands().filter((command) => command.keys);
  const groups = [...new Set(commands.map((command) => command.group))];
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose} wide>
      <div className="shortcut-groups">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            {commands
              .filter((command) => command.group === group)
              .map((command) => (
                <div key={command.id} className="row shortcut">
                  <span className="grow">{command.title}</span>
                  {command.keys?.split(', ').map((keys) => (
                    <Kbd key={keys}>{keys}</Kbd>
                  ))}
                </div>
              ))}
          </section>
        ))}
      </div>
    </Dialog>
  );
}

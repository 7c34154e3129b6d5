import { When } from "#components/ui/as-at.tsx";

export type Who = { organisation: string; role: string; scope: string };

/** Two letters of the role, never of a name. */
function initials(role: string) {
  const [first = "", second = first.slice(1)] = role.split(/\s+/);
  return `${first.slice(0, 1)}${second.slice(0, 1)}`.toUpperCase();
}

/** `letters` are of the role, where somebody outside is named instead. */
export function WhoBox({ role, scope, letters = role }: { role: string; scope: string; letters?: string }) {
  return (
    <>
      <span className="av" aria-hidden="true">
        {initials(letters)}
      </span>
      <span>
        {role}
        <small>{scope}</small>
      </span>
    </>
  );
}

/** Says on paper whose page it is, who read it and when: the frame around it is not printed. */
export function Printed({ organisation, role, scope, at }: Who & { at?: Date | undefined }) {
  return (
    <p className="printed">
      <b>{organisation}</b>. Shown to: {role}, {scope}.{" "}
      {at ? (
        <span className="printed-at">
          As at <When when={at} />.
        </span>
      ) : null}
    </p>
  );
}

export type Who = { organisation: string; role: string; scope: string };

/** Two letters of the role, never of a name. */
function initials(role: string) {
  const [first = "", second = first.slice(1)] = role.split(/\s+/);
  return `${first.slice(0, 1)}${second.slice(0, 1)}`.toUpperCase();
}

export function WhoBox({ role, scope }: { role: string; scope: string }) {
  return (
    <>
      <span className="av" aria-hidden="true">
        {initials(role)}
      </span>
      <span>
        {role}
        <small>{scope}</small>
      </span>
    </>
  );
}

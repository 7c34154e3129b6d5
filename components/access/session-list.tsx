import { When } from "#components/ui/as-at.tsx";
import { Form } from "#components/ui/form.tsx";
import type { OwnSession } from "#lib/access/account.ts";
import type { FormAction } from "#lib/forms/state.ts";

export function SessionList({
  sessions,
  end,
  endAll,
}: {
  sessions: OwnSession[];
  end: FormAction;
  endAll: FormAction;
}) {
  return (
    <ul className="list">
      {sessions.map((session) => (
        <li key={session.id}>
          <div className="grow">
            <b>{session.here ? "This session" : "Another session"}</b>
            <small>
              Last used <When when={session.seenAt} style="short" />, began{" "}
              <When when={session.startedAt} style="short" />
            </small>
          </div>
          {session.here ? null : <Form action={end} submit="End it" variant="plain" hidden={{ session: session.id }} />}
        </li>
      ))}
      <li>
        <Form action={endAll} submit="Sign out everywhere" variant="plain" />
      </li>
    </ul>
  );
}

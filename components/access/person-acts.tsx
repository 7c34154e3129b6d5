import type { Person } from "#components/access/person-record.tsx";
import { ShownOnce } from "#components/access/shown-once.tsx";
import { Card } from "#components/ui/card.tsx";
import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import type { AccountStanding } from "#lib/access/queries/people.ts";
import type { FormAction } from "#lib/forms/state.ts";

type Props = {
  person: Person;
  standing: AccountStanding | undefined;
  actions: { reset: FormAction; endSessions: FormAction; disable: FormAction; enable: FormAction };
};

export function PersonActs({ person, standing, actions }: Props) {
  const hidden = { id: person.id, version: person.version };
  if (person.disabledAt)
    return (
      <FinalAct
        question="Let them in again?"
        records="Their roles apply again from now. Your role and the time are kept."
      >
        <Form action={actions.enable} submit="Enable this person" hidden={hidden} />
      </FinalAct>
    );
  return (
    <>
      <div className="grid-2">
        <Card title={standing?.ready ? "Forgotten password" : "Invitation"}>
          <Form
            action={actions.reset}
            submit={standing?.ready ? "Make a new link" : "Make the link again"}
            variant="plain"
            hidden={hidden}
          >
            <p>
              {standing?.ready
                ? "You are shown a link to a new password, once, and hand it over yourself. Any earlier link dies. The password in force stays until the link is used. If they come in to another organisation by the same password, the new one opens yours alone."
                : "You are shown the link again, once, and hand it over yourself: their roles open when they accept by it. Any earlier link dies."}
            </p>
            <ShownOnce />
          </Form>
        </Card>
        <Card title="Sessions">
          <Form action={actions.endSessions} submit="End every session" variant="plain" hidden={hidden}>
            <p>They are signed out everywhere at their next step, and may sign in again.</p>
          </Form>
        </Card>
      </div>
      <FinalAct
        question="Disable this person?"
        records="Every session ends at once and no role opens anything. What they did stays theirs. Your role and the time are kept."
      >
        <Form action={actions.disable} submit="Disable this person" variant="alarm" hidden={hidden} />
      </FinalAct>
    </>
  );
}

import { ShownOnce } from "#components/access/shown-once.tsx";
import { Card } from "#components/ui/card.tsx";
import { CheckboxGroup } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import type { GrantRecord } from "#lib/access/queries/grants.ts";
import { sections, sectionWords } from "#lib/access/sections.ts";
import { formatDate } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";

type Props = {
  grant: GrantRecord;
  isOver: boolean;
  needsLink: boolean;
  actions: Record<"code" | "link" | "extend" | "sections" | "end", FormAction>;
};

export function GrantActs({ grant, isOver, needsLink, actions }: Props) {
  const hidden = { id: grant.id, version: grant.version };
  return (
    <>
      <div className="grid-2">
        {isOver ? null : (
          <Card title="Code for signing in">
            <Form action={actions.code} submit="Show a code" hidden={{ id: grant.id }}>
              <p>
                {grant.kind === "inspector"
                  ? "An inspector signs in with their password and an 8-digit code that you read out to them."
                  : "The first time, an officer signs in with their password and an 8-digit code that you read out to them: the link alone, seen by somebody else, opens nothing."}{" "}
                It works once, for 10 minutes. A new code ends the one before.
              </p>
              <ShownOnce />
            </Form>
          </Card>
        )}
        {needsLink && !isOver ? (
          <Card title="Link for coming in">
            <Form action={actions.link} submit="Make the link again" variant="plain" hidden={hidden}>
              <p>
                They have not come in by a code yet. You are shown a new link, once, and any earlier one dies. It asks
                them for a new password, or to sign in with the one that they have.
              </p>
              <ShownOnce />
            </Form>
          </Card>
        ) : null}
        <Card title={isOver ? "Open it again" : "Extend it"}>
          <Form action={actions.extend} submit="Extend the access" variant="plain" hidden={hidden}>
            <DateField
              name="endsOn"
              label="New last day"
              hint="Access ends at the end of this day."
              defaultValue={formatDate(grant.endsAt)}
            />
          </Form>
        </Card>
        {grant.kind === "inspector" && !isOver ? (
          <Card title="Change what they may read">
            <Form action={actions.sections} submit="Save what they may read" variant="plain" hidden={hidden}>
              <CheckboxGroup
                name="sections"
                label="Parts of the record"
                options={sections.map((section) => ({ value: section, label: sectionWords[section] }))}
                defaultValue={grant.sections}
              />
            </Form>
          </Card>
        ) : null}
      </div>
      {isOver ? null : (
        <FinalAct
          question="End this access now?"
          records="Their next page says that access ended. The grant, its reason and everything they opened stay here. This one stays ended; the registered manager can grant it anew."
        >
          <Form action={actions.end} submit="End the access now" variant="alarm" hidden={hidden}>
            <TextArea name="reason" label="Why it ends now" hint="Kept here. They do not see it." rows={2} />
          </Form>
        </FinalAct>
      )}
    </>
  );
}

import { DisruptionFrame } from "#components/disruptions/disruption-frame.tsx";
import { EntryForm } from "#components/disruptions/entry-form.tsx";
import { TimelineTable } from "#components/disruptions/timeline-table.tsx";
import { Card } from "#components/ui/card.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { may } from "#lib/disruptions/policy.ts";
import { findWhole } from "#lib/disruptions/queries/whole.ts";
import { titled } from "../../../records/titled.ts";
import { addEntryAction } from "../../actions.ts";

export const generateMetadata = titled("Timeline", "timeline");

export default async function TimelinePage({ params, searchParams }: PageProps<"/disruptions/[id]/timeline">) {
  const actor = await enter("disruptions");
  const id = foundId((await params).id);
  const { correct } = await searchParams;
  const whole = found(await read(actor, (tx) => findWhole(tx, actor, id)));
  const mayAdd = may(actor, "add", whole.disruption);
  const corrects = whole.timeline.find((entry) => entry.id === correct && !entry.correctedBy);
  const form = <EntryForm action={addEntryAction} id={id} now={whole.now} corrects={corrects} />;
  return (
    <DisruptionFrame whole={whole} part="timeline" title="Timeline">
      {mayAdd && corrects ? <Card title="Correct an entry">{form}</Card> : null}
      <Card
        title="Timeline"
        flush
        footer="Nothing is edited here: a correction is a new entry that names what it corrects."
      >
        <TimelineTable
          entries={whole.timeline}
          {...(mayAdd ? { correctHref: (entry) => `/disruptions/${id}/timeline?correct=${entry}` } : {})}
        />
      </Card>
      {mayAdd && !corrects ? <Card title="Add to the timeline">{form}</Card> : null}
    </DisruptionFrame>
  );
}

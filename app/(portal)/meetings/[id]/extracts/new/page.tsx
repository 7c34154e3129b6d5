import { MarkExtractForm } from "#components/meetings/extract-forms.tsx";
import { ExtractWords } from "#components/meetings/extract-words.tsx";
import { Card } from "#components/ui/card.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { addendumLine, extractName } from "#lib/meetings/extract.ts";
import { ExtractQuery } from "#lib/meetings/inputs/extracts.ts";
import { may } from "#lib/meetings/policy.ts";
import { findSignedMinute } from "#lib/meetings/queries/extracts.ts";
import { findMeeting } from "#lib/meetings/queries/meeting.ts";
import { listAddenda } from "#lib/meetings/queries/minutes.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import { titled } from "../../../../records/titled.ts";
import { markExtractAction } from "../../../extracts/actions.ts";

export const generateMetadata = titled("Use a minute as evidence", "use a minute as evidence");

export default async function NewExtractPage({ params, searchParams }: PageProps<"/meetings/[id]/extracts/new">) {
  const actor = await enter("meetings");
  const id = foundId((await params).id);
  const block = foundId(ExtractQuery.parse(await searchParams).block ?? "");
  const page = await read(actor, async (tx) => {
    const meeting = await findMeeting(tx, actor, id);
    if (!meeting || !may(actor, "extract", meeting)) return undefined;
    const minute = await findSignedMinute(tx, actor, meeting, block);
    const { serviceIds } = meeting;
    return (
      minute && {
        meeting,
        minute,
        addenda: (await listAddenda(tx, actor, id)).filter(({ item }) => item === null || item === minute.itemPosition),
        services: (await listServicesInScope(tx, actor)).filter(
          (one) => serviceIds.length === 0 || serviceIds.includes(one.id),
        ),
      }
    );
  });
  const { meeting, minute, addenda, services } = found(page);
  return (
    <Page
      title="Use as evidence"
      crumbs={[
        { label: "Meetings", href: "/meetings" },
        { label: meeting.reference, href: `/meetings/${id}` },
        { label: "Minutes", href: `/meetings/${id}/minutes` },
      ]}
      says={`${extractName(minute)}, ${meeting.committee}. Evidence bundles and inspectors may then be given this minute. The rest of the minutes, and who was there, stay inside.`}
    >
      <Card title="What would leave">
        <ExtractWords minute={minute} />
        <p className="sm muted">
          These words are as they were signed and are not changed here. If they name a person who uses services, or
          somebody who was there, do not mark them.
        </p>
        {addenda.length > 0 ? (
          <>
            <h3 className="h-group">Added since, and leaves with it</h3>
            {addenda.map((one) => (
              <p key={one.id} className="keep-lines">
                {addendumLine(one)}
              </p>
            ))}
          </>
        ) : null}
      </Card>
      <Card title="For which services">
        <MarkExtractForm
          action={markExtractAction}
          id={id}
          blockId={block}
          services={services}
          chosen={meeting.serviceIds}
        />
      </Card>
    </Page>
  );
}

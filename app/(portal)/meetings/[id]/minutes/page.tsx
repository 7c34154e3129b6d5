import { CarryingList } from "#components/evidence/carrying-list.tsx";
import { BoardScreenLink } from "#components/meetings/board-screen-link.tsx";
import { DecisionsNeeded, takenUp } from "#components/meetings/decisions-needed.tsx";
import { FrozenFigures } from "#components/meetings/frozen-figures.tsx";
import { MeetingChip } from "#components/meetings/meeting-mark.tsx";
import { MinuteSheet } from "#components/meetings/minute-sheet.tsx";
import { MinutesAgenda } from "#components/meetings/minutes-agenda.tsx";
import { BeforeYouSend, DeclaredInterests, MattersArising } from "#components/meetings/minutes-aside.tsx";
import { QuoteMinute } from "#components/meetings/quote-minute.tsx";
import { UsedAsEvidence } from "#components/meetings/used-as-evidence.tsx";
import { When } from "#components/ui/as-at.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Form } from "#components/ui/form.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Page } from "#components/ui/page.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { Actor } from "#lib/access/actor.ts";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { type Check, checksOf } from "#lib/meetings/checks.ts";
import { heldWords, interestsOf, quotedSnapshot } from "#lib/meetings/compose.ts";
import { MinutesQuery } from "#lib/meetings/inputs/minutes.ts";
import { figureNames } from "#lib/meetings/meeting.ts";
import type { AgendaItem } from "#lib/meetings/queries/meeting.ts";
import { quorumOf, quorumSentence } from "#lib/meetings/quorum.ts";
import { titled } from "../../../records/titled.ts";
import { openItemAction } from "../papers/actions.ts";
import { BlockParts } from "./block-parts.tsx";
import { decisionParts, OpenQuestions } from "./decision-parts.tsx";
import { type MinutesRead, readMinutes } from "./read-minutes.ts";
import { SignParts } from "./sign-parts.tsx";
import { WriteParts, WriteTools } from "./write-parts.tsx";

export const generateMetadata = titled("Meeting", "minutes");

export default async function MinutesPage({ params, searchParams }: PageProps<"/meetings/[id]/minutes">) {
  const actor = await enter("meetings");
  const id = foundId((await params).id);
  const query = MinutesQuery.parse(await searchParams);
  const page = found(await read(actor, (tx) => readMinutes(tx, actor, id, query)));
  const { written, item } = page;
  const { meeting } = written;
  const base = `/meetings/${id}/minutes`;
  const itemHref = (itemId: string) => `${base}?item=${itemId}`;
  const whole = meeting.state === "signed" || meeting.state === "with-chair";
  const begun = meeting.beganAt !== null;
  const quorum = quorumOf(written.attended, { ...meeting, seats: written.seats }, written.now);
  const shown = whole ? written.items : written.items.filter((one) => one.id === item?.id);
  const others = whole ? [] : written.items.filter((one) => one.id !== item?.id);
  const checkHref = (check: Check) => (check.itemId ? itemHref(check.itemId) : `/meetings/${id}/attendance`);
  return (
    <Page
      title={page.signed?.title ?? meeting.title}
      crumbs={[
        { label: "Meetings", href: "/meetings" },
        { label: meeting.reference, href: `/meetings/${id}` },
      ]}
      marks={
        <>
          <MeetingChip state={meeting.state} />
          <Tag>{page.signed?.marking ?? meeting.marking}</Tag>
          <Saved page={page} />
        </>
      }
      says={`${page.signed?.held ?? heldWords(written)}. ${begun ? quorumSentence(quorum) : ""}`}
      actions={
        <>
          <LinkButton href={`/meetings/${id}/papers`}>Papers</LinkButton>
          <BoardScreenLink meetingId={id} />
          {begun ? (
            <LinkButton href={`/meetings/${id}/minutes/pdf`} download>
              {meeting.state === "signed" ? "PDF" : "Draft as a PDF"}
            </LinkButton>
          ) : null}
        </>
      }
    >
      {meeting.state === "minutes" && meeting.returnedReason ? (
        <Notice tone="warn" title="The chair returned these minutes.">
          {meeting.returnedReason}
        </Notice>
      ) : null}
      <section className="minutes">
        <MinutesAgenda
          written={written}
          {...(item && !whole ? { here: item.id } : {})}
          hrefOf={(itemId) =>
            whole ? `#item-${written.items.find((one) => one.id === itemId)?.position}` : itemHref(itemId)
          }
        />
        <article className="card minutes-document">
          {whole ? null : <WriteTools page={page} />}
          {page.mayMinute && meeting.state === "open" && item && meeting.currentItemId !== item.id ? (
            <div className="minutes-tools">
              <Form
                action={openItemAction}
                submit={item.section ? "Open this item and freeze its figures" : "Open this item"}
                variant="plain"
                hidden={{ id, itemId: item.id, ...(query.write ? { write: query.write } : {}) }}
                id="open-item"
              />
            </div>
          ) : null}
          {shown.map((one) => (
            <Sheet key={one.id} actor={actor} page={page} item={one} open={query.block} />
          ))}
          <OpenQuestions actor={actor} page={page} />
          <WriteParts page={page} query={query} />
          {others.length > 0 ? (
            <div className="print-only">
              {others.map((one) => (
                <Sheet key={one.id} actor={actor} page={page} item={one} open={undefined} read />
              ))}
            </div>
          ) : null}
        </article>
        <div className="stack">
          <SignParts actor={actor} page={page} />
          {page.mayMinute && (meeting.state === "minutes" || meeting.state === "open") ? (
            <BeforeYouSend checks={checksOf(written)} hrefOf={checkHref} />
          ) : null}
          {whole ? null : (
            <DecisionsNeeded
              open={written.decisions.filter(({ outcome }) => !outcome)}
              leftOver={page.leftOver}
              sentHere={page.sentHere}
              itemHref={itemHref}
              takeUp={
                page.mayMinute
                  ? takenUp((title) => written.items.find((one) => one.title === title) ?? item, itemHref)
                  : undefined
              }
            />
          )}
          {begun ? <DeclaredInterests rows={page.signed?.interests ?? interestsOf(written)} /> : null}
          <MattersArising matters={page.matters} />
          {begun ? (
            <UsedAsEvidence signed={meeting.state === "signed"} extracts={page.evidence.extracts}>
              {page.evidence.bundles.length > 0 ? (
                <>
                  <h3 className="h-group">Left in these bundles</h3>
                  <CarryingList bundles={page.evidence.bundles} />
                </>
              ) : null}
            </UsedAsEvidence>
          ) : null}
        </div>
      </section>
    </Page>
  );
}

/** The newest save, said once above the title. */
function Saved({ page: { written } }: { page: MinutesRead }) {
  const newest = written.blocks.toSorted((a, b) => b.changedAt.getTime() - a.changedAt.getTime())[0];
  if (!newest || written.signature) return null;
  return (
    <span className="sm muted">
      Saved <When when={newest.changedAt} /> by {newest.by}
    </span>
  );
}

type SheetProps = { actor: Actor; page: MinutesRead; item: AgendaItem; open: string | undefined; read?: boolean };

function Sheet({ actor, page, item, open, read }: SheetProps) {
  const { written, named, about, actions, snapshots } = page;
  const snapshot = quotedSnapshot(snapshots, item.id);
  const earlier = snapshots.filter((one) => one.itemId === item.id && one.occasion === "opened" && one !== snapshot);
  return (
    <MinuteSheet
      item={item}
      written={written}
      named={named}
      about={about}
      actions={actions}
      frozen={
        snapshot ? (
          <FrozenFigures
            title={figureNames[snapshot.occasion]}
            paper={snapshot.paper}
            asAt={snapshot.asAt}
            opened={snapshot.occasion === "opened"}
            earlier={earlier.map(({ asAt }) => asAt)}
          />
        ) : null
      }
      {...(read
        ? {}
        : {
            under: decisionParts(actor, page),
            quote: (block, name) => (
              <QuoteMinute
                block={block}
                name={name}
                extracts={page.evidence.extracts}
                href={page.mayExtract ? `/meetings/${written.meeting.id}/extracts/new` : undefined}
              />
            ),
            beside: (block, other) => (
              <BlockParts
                meetingId={written.meeting.id}
                block={block}
                other={other}
                named={named}
                mayChange={block.ownWords ? page.mayContribute && block.writtenBy === actor.personId : page.mayMinute}
                open={open === block.id}
              />
            ),
          })}
    />
  );
}

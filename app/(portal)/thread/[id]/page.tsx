import { ThreadView } from "#components/thread/thread-view.tsx";
import { AsAt } from "#components/ui/as-at.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { findThread } from "#lib/thread/queries/thread.ts";
import { gapCount, nameOf, stepCounts, threadSentence } from "#lib/thread/thread.ts";
import { stopped } from "#lib/words.ts";
import { titled } from "../../records/titled.ts";

export const generateMetadata = titled("Thread", "thread");

export default async function ThreadPage({ params }: PageProps<"/thread/[id]">) {
  const actor = await enter("overview");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => ({ thread: await findThread(tx, actor, id), now: tx.now }));
  const thread = found(page.thread);
  const { start } = thread;
  const { reached } = stepCounts(thread);
  return (
    <Page
      title={`The thread of ${nameOf(start)}`}
      says={`${stopped(start.title)} ${threadSentence(thread)}`}
      crumbs={start.href ? [{ label: nameOf(start), href: start.href }] : undefined}
      facts={
        <Facts
          items={[
            { label: "Steps reached", value: `${reached} of ${thread.strands.length}` },
            { label: "Links missing", value: gapCount(thread) },
          ]}
        />
      }
    >
      <ThreadView thread={thread} />
      {thread.unseen > 0 ? (
        <Notice
          title={
            thread.unseen === 1 ? "One linked record is not shown" : `${thread.unseen} linked records are not shown`
          }
        >
          {thread.unseen === 1
            ? "It is outside your role or your services. What is missing beside it is not known here."
            : "They are outside your role or your services. What is missing beside them is not known here."}
        </Notice>
      ) : null}
      <p className="sm muted">
        A gap is a link that no record makes. It says nothing about what was done without a record.{" "}
        <AsAt when={page.now} />.
      </p>
    </Page>
  );
}

import { AnswerCard } from "#components/ui/answer-card.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { formatDateTime } from "#lib/dates.ts";
import type { ImportDraft } from "#lib/organisation/queries/imports.ts";

export function ImportResult({ draft }: { draft: ImportDraft }) {
  if (draft.state === "discarded" || !draft.endedAt) {
    return (
      <Empty
        missing="This import was ended without a change."
        means="Its file is no longer kept."
        link={{ href: "/organisation/import", label: "Start another" }}
      />
    );
  }
  return (
    <>
      <AnswerCard
        question="What did this import do?"
        state="ok"
        answer={`It added ${draft.created} and changed ${draft.updated} of the organisation's services.`}
        detail={`${formatDateTime(draft.endedAt)}. Each change is kept with who made it; the file is no longer kept.`}
        figures={[
          { label: "Added", value: draft.created },
          { label: "Changed", value: draft.updated },
          { label: "Already the same", value: draft.unchanged },
          { label: "Rows left out", value: draft.leftOut },
        ]}
      />
      <div className="row wrap">
        <LinkButton variant="primary" href="/organisation">
          See the services
        </LinkButton>
        <LinkButton href="/organisation/import">Import another file</LinkButton>
      </div>
    </>
  );
}

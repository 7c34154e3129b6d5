import { When } from "#components/ui/as-at.tsx";
import { Go } from "#components/ui/go.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { formatDateTime } from "#lib/dates.ts";
import { whenSaid } from "#lib/meetings/meeting.ts";

type Props = {
  organisation: string;
  meeting: {
    committee: string;
    startsAt: Date;
    beganAt: Date | null;
    place: string;
    marking: string;
    cutOff: Date | null;
    publishedAt: Date | null;
    papersSha256: string | null;
  };
  agenda: readonly { id: string; position: number; title: string; minutes: number; presenter: string | null }[];
  asAt: Date;
};

/** What these papers are, as at when, and whether they can still change. */
export function PapersHead({ organisation, meeting, agenda, asAt }: Props) {
  return (
    <>
      <p className="print-head">
        {organisation}. {meeting.committee}, {whenSaid(meeting)}, {meeting.place}. {meeting.marking}. As at{" "}
        {formatDateTime(asAt)}.
      </p>
      {meeting.publishedAt && meeting.cutOff ? (
        <Notice tone="ok" title="Frozen.">
          These papers show what was recorded as at <When when={meeting.cutOff} />. They were published{" "}
          <When when={meeting.publishedAt} /> and never change. They are the committee's: whoever reads this meeting
          reads them whole. {meeting.marking}. Fingerprint (SHA-256):{" "}
          <span className="num fingerprint">{meeting.papersSha256?.match(/.{1,4}/g)?.join(" ")}</span>
        </Notice>
      ) : (
        <Notice tone="info" title="Live.">
          As at <When when={asAt} />. These figures change with the registers until the papers are published, and each
          reader is shown what their role opens in the registers. {meeting.marking}.
        </Notice>
      )}
      <nav className="card" aria-label="Agenda">
        <ol className="list">
          {agenda.map((item) => (
            <li key={item.id}>
              <div className="grow">
                <Go href={`#item-${item.position}`}>
                  {item.position}. {item.title}
                </Go>
                {item.presenter ? <small>{item.presenter}</small> : null}
              </div>
              <span className="muted nowrap">{item.minutes} min</span>
            </li>
          ))}
        </ol>
      </nav>
    </>
  );
}

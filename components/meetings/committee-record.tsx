import { MeetingMark } from "#components/meetings/meeting-mark.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { Go } from "#components/ui/go.tsx";
import { formatDate, formatDateTime, formatDuration, londonDay } from "#lib/dates.ts";
import { cadenceSentence, committeeKindWords, minuteWords, quorumWords } from "#lib/meetings/committee.ts";
import { sentTo } from "#lib/meetings/deciding.ts";
import { type MeetingState, plannedOn } from "#lib/meetings/meeting.ts";
import { outcomeWords } from "#lib/meetings/minute.ts";
import type { Committee, EscalationRow } from "#lib/meetings/queries/committees.ts";

type Facts = {
  committee: Committee;
  services: readonly string[];
  reportsTo?: { id: string; name: string } | undefined;
  reporting: readonly { id: string; name: string }[];
};

export function CommitteeFacts({ committee, services, reportsTo, reporting }: Facts) {
  return (
    <Card title="How it works" footer={`Changed ${formatDateTime(committee.changedAt)}`}>
      <KeyValues
        items={[
          { label: "Kind", value: committeeKindWords[committee.kind] },
          { label: "For", value: services.length === 0 ? "Whole organisation" : services.join(", ") },
          { label: "Meets", value: cadenceSentence(committee) },
          {
            label: "At",
            value: `${minuteWords(committee.startMinute)}, ${formatDuration(committee.lengthMinutes)}, ${committee.place}`,
          },
          { label: "Quorum", value: quorumWords(committee.quorum) },
          { label: "Papers are marked", value: committee.marking },
          {
            label: "Reports to",
            value: reportsTo ? (
              <Go href={`/meetings/committees/${reportsTo.id}`}>{reportsTo.name}</Go>
            ) : committee.reportsToId ? (
              "A committee outside your reach"
            ) : (
              "Nobody"
            ),
          },
          ...(reporting.length > 0
            ? [
                {
                  label: "Reports come from",
                  value: (
                    <ul>
                      {reporting.map((one) => (
                        <li key={one.id}>
                          <Go href={`/meetings/committees/${one.id}`}>{one.name}</Go>
                        </li>
                      ))}
                    </ul>
                  ),
                },
              ]
            : []),
          ...(committee.closedReason ? [{ label: "Why it was closed", value: committee.closedReason }] : []),
        ]}
      />
    </Card>
  );
}

type Meeting = {
  id: string;
  title: string;
  originalOn: string;
  startsAt: Date;
  beganAt: Date | null;
  state: MeetingState;
};

export function MeetingList({ title, meetings, none }: { title: string; meetings: readonly Meeting[]; none: string }) {
  return (
    <Card title={title} flush>
      {meetings.length === 0 ? (
        <Empty missing={none} means="Every meeting that is called stays on the register, cancelled ones too." />
      ) : (
        <ul className="list">
          {meetings.map((meeting) => (
            <li key={meeting.id}>
              <div className="grow">
                <Go href={`/meetings/${meeting.id}`}>{meeting.title}</Go>
                <small>
                  {formatDateTime(meeting.startsAt, "short")}
                  {londonDay(meeting.startsAt) === meeting.originalOn
                    ? ""
                    : `, moved from ${formatDate(meeting.originalOn, "short")}`}
                  {plannedOn(meeting) && meeting.beganAt ? `, held ${formatDateTime(meeting.beganAt, "short")}` : ""}
                </small>
              </div>
              <MeetingMark state={meeting.state} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

type Escalations = { title: string; rows: readonly EscalationRow[]; none: string; says: "to" | "from" };

export function EscalationList({ title, rows, none, says }: Escalations) {
  return (
    <Card title={title} flush>
      {rows.length === 0 ? (
        <Empty
          missing={none}
          means="What a meeting escalates goes up as a question, and the answer comes back to it."
        />
      ) : (
        <ul className="list top">
          {rows.map((row) => (
            <li key={row.id}>
              <div className="grow">
                <b>{row.question}</b>
                <small>{row.words}</small>
                <small>
                  <Go href={`/meetings/${row.meetingId}/minutes#decision-${row.decisionId}`}>{row.meeting}</Go>
                  {says === "to" ? `, to ${sentTo(row.to)}` : ""}, {formatDate(row.at, "short")}
                </small>
                <small>{cameBack(row)}</small>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function cameBack(row: EscalationRow): string {
  if (row.outcome && row.answeredAt)
    return `Came back ${formatDate(row.answeredAt, "short")}: ${outcomeWords[row.outcome].word}. ${row.answer ?? ""}`;
  return row.takenAt ? `Taken up ${formatDate(row.takenAt, "short")}, no answer yet.` : "Not taken up yet.";
}

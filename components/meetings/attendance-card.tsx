import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { postWords } from "#lib/meetings/committee.ts";
import { presenceSaid } from "#lib/meetings/meeting.ts";
import type { AttendanceRow, Seat } from "#lib/meetings/queries/attendance.ts";
import { type Quorum, quorumSentence } from "#lib/meetings/quorum.ts";

type Props = {
  seats: readonly Seat[];
  attendance: readonly AttendanceRow[];
  quorum: Quorum;
  href?: string | undefined;
};

/** Who sits in the meeting, who was there and when, and whether that was enough. */
export function AttendanceCard({ seats, attendance, quorum, href }: Props) {
  const noted = new Map(attendance.map((row) => [row.personId, row]));
  const state = quorum.known ? (quorum.throughout ? "ok" : "warn") : "unknown";
  return (
    <Card
      title="Attendance and quorum"
      id="attendance"
      flush
      footer={
        href ? (
          <LinkButton small href={href}>
            {attendance.length > 0 ? "Change attendance" : "Record attendance"}
          </LinkButton>
        ) : null
      }
    >
      <div className="pad">
        <StateMark state={state}>{quorumSentence(quorum)}</StateMark>
      </div>
      {seats.length === 0 ? (
        <Empty
          missing="Nobody holds a post on this committee."
          means="Appoint its chair and members on its own page."
        />
      ) : (
        <ul className="list">
          {seats.map((seat) => {
            const row = noted.get(seat.personId);
            return (
              <li key={seat.personId}>
                <div className="grow">
                  <b>{seat.name}</b>
                  <small>
                    {postWords[seat.post]}
                    {seat.ended ? ", post ended" : ""}
                  </small>
                </div>
                <span className="muted">{row ? presenceSaid(row) : "Not recorded"}</span>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}

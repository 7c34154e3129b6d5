import { Card } from "#components/ui/card.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { Go } from "#components/ui/go.tsx";
import { formatDate, formatDateTime, formatDuration, londonDay, minutesBetween } from "#lib/dates.ts";
import { quorumWords } from "#lib/meetings/committee.ts";
import { recordedLate } from "#lib/meetings/meeting.ts";
import type { FoundMeeting } from "#lib/meetings/queries/meeting.ts";

type Props = {
  meeting: FoundMeeting;
  services: readonly string[];
  previous?: { id: string; title: string } | undefined;
  people: ReadonlyMap<string, string>;
};

/** Where and when; where something was written down after it happened, both times are said. */
export function MeetingFacts({ meeting, services, previous, people }: Props) {
  const { startsAt, beganAt, beginRecordedAt, endedAt, endRecordedAt, originalOn } = meeting;
  return (
    <Card title="Where and when">
      <KeyValues
        items={[
          {
            label: "Committee",
            value: <Go href={`/meetings/committees/${meeting.committeeId}`}>{meeting.committee}</Go>,
          },
          { label: "Planned for", value: `${formatDateTime(startsAt)}, ${formatDuration(meeting.lengthMinutes)}` },
          ...(londonDay(startsAt) === originalOn ? [] : [{ label: "Moved from", value: formatDate(originalOn) }]),
          ...(meeting.movedReason ? [{ label: "Why it was moved", value: meeting.movedReason }] : []),
          { label: "Where", value: meeting.place },
          { label: "For", value: services.length === 0 ? "Whole organisation" : services.join(", ") },
          { label: "Papers are marked", value: meeting.marking },
          { label: "Quorum", value: quorumWords(meeting.quorum) },
          ...done("Papers published", meeting.publishedAt, meeting.publishedBy, people),
          ...(beganAt ? [{ label: "Began", value: said(beganAt, beginRecordedAt) }] : []),
          ...(endedAt ? [{ label: "Ended", value: said(endedAt, endRecordedAt) }] : []),
          ...done("Minutes sent", meeting.sentAt, meeting.sentBy, people),
          ...done("Minutes returned", meeting.returnedAt, meeting.returnedBy, people),
          ...(previous
            ? [{ label: "Meeting before", value: <Go href={`/meetings/${previous.id}`}>{previous.title}</Go> }]
            : []),
        ]}
      />
    </Card>
  );
}

function done(label: string, at: Date | null, by: string | null, people: ReadonlyMap<string, string>) {
  const who = by && people.get(by);
  return at ? [{ label, value: who ? `${formatDateTime(at)}, by ${who}` : formatDateTime(at) }] : [];
}

function said(at: Date, recordedAt: Date | null): string {
  const later = recordedAt && minutesBetween(at, recordedAt) >= recordedLate;
  return later ? `${formatDateTime(at)}, recorded ${formatDateTime(recordedAt)}` : formatDateTime(at);
}

import { AttendanceForm } from "#components/meetings/attendance-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { londonDay } from "#lib/dates.ts";
import { may } from "#lib/meetings/policy.ts";
import { listAttendance, listSeats } from "#lib/meetings/queries/attendance.ts";
import { findMeeting } from "#lib/meetings/queries/meeting.ts";
import { personNames } from "#lib/records/queries.ts";
import { titled } from "../../../records/titled.ts";
import { recordAttendanceAction } from "../../actions.ts";

export const generateMetadata = titled("Attendance", "attendance");

export default async function AttendancePage({ params }: PageProps<"/meetings/[id]/attendance">) {
  const actor = await enter("meetings");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => {
    const meeting = await findMeeting(tx, actor, id);
    return meeting && may(actor, "minute", meeting)
      ? {
          meeting,
          seats: await listSeats(tx, actor, meeting),
          attendance: await listAttendance(tx, actor, id),
          people: await personNames(tx, actor),
        }
      : undefined;
  });
  const { meeting, seats, attendance, people } = found(page);
  const seated = new Set(seats.map((seat) => seat.personId));
  return (
    <Page
      title="Attendance"
      crumbs={[
        { label: "Meetings", href: "/meetings" },
        { label: meeting.reference, href: `/meetings/${id}` },
      ]}
      says={`${meeting.title}. Present by video or telephone counts for the quorum; times are those of the day.`}
    >
      <AttendanceForm
        action={recordAttendanceAction}
        id={id}
        version={meeting.version}
        day={londonDay(meeting.beganAt ?? meeting.startsAt)}
        seats={seats}
        attendance={attendance}
        others={[...people].filter(([personId]) => !seated.has(personId))}
      />
    </Page>
  );
}

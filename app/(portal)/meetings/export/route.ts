import { enter, found } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { MeetingQuery } from "#lib/meetings/inputs/meetings.ts";
import { meetingStateWords } from "#lib/meetings/meeting.ts";
import { listCommitteeNames } from "#lib/meetings/queries/committees.ts";
import { listMeetings, type MeetingRow, meetingsSentence } from "#lib/meetings/queries/register.ts";
import { serviceNames } from "#lib/records/queries.ts";
import { serviceCell } from "#lib/records/services.ts";
import { allPages, csvResponse } from "#lib/registers/export.ts";
import { readCursor } from "#lib/registers/query.ts";

export async function GET(request: Request) {
  const actor = await enter("meetings");
  found(can(actor, "meetings", "export") || undefined);
  const query = MeetingQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  let names = new Map<string, string>();
  return csvResponse<MeetingRow>(
    actor,
    {
      name: "meetings",
      columns: [
        { header: "Reference", value: (row) => row.reference },
        { header: "Meeting", value: (row) => row.title },
        { header: "Committee", value: (row) => row.committee },
        { header: "When", value: (row) => row.startsAt },
        { header: "Began", value: (row) => row.beganAt ?? "" },
        { header: "First planned for", value: (row) => row.originalOn },
        { header: "Minutes planned", value: (row) => row.lengthMinutes },
        { header: "Where", value: (row) => row.place },
        { header: "State", value: (row) => meetingStateWords[row.state].word },
        {
          header: "Services",
          value: (row) => serviceCell(row.serviceIds, names),
        },
        { header: "Papers as at", value: (row) => row.cutOff ?? "Not published" },
        { header: "Changed", value: (row) => row.changedAt },
      ],
      rows: async (tx) => {
        names = await serviceNames(tx, actor);
        const committees = await listCommitteeNames(tx, actor);
        const { total } = await listMeetings(tx, actor, query, 1);
        const named = {
          committee: committees.find((one) => one.id === query.committee)?.name,
          service: query.service && names.get(query.service),
        };
        const page = (cursor: string | undefined) =>
          listMeetings(tx, actor, { ...query, page: cursor ? readCursor(cursor) : undefined }, 1000);
        return { sentence: meetingsSentence(query, total, named), batches: allPages(page) };
      },
    },
    query.at,
  );
}

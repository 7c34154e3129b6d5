import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { AttachmentList } from "#components/files/attachment-list.tsx";
import type { Attachment } from "#lib/files/queries.ts";

const signed = new Date("2026-11-30T09:10:00Z");
const file = (id: string, addedAt: string): Attachment => ({
  ...{ id, name: `${id}.pdf`, type: "application/pdf", bytes: 1200, sha256: "ab".repeat(32) },
  ...{ location: false, author: false, note: null, addedBy: "somebody", addedAt: new Date(addedAt), addedAfter: null },
});
const lines = (sealed?: { at: Date; says: string }) =>
  renderToStaticMarkup(
    <AttachmentList
      attachments={[file("before", "2026-11-26T12:00:00Z"), file("after", "2026-12-01T08:00:00Z")]}
      people={new Map()}
      recordId="record"
      back="/meetings/record"
      mayAttach={false}
      sealed={sealed}
    />,
  ).split("<li>");

test("a file that came after the minutes were signed says so, and no other does", () => {
  const says = "Attached after the minutes were signed";
  const [, before, after] = lines({ at: signed, says });
  expect(before).not.toContain(says);
  expect(after).toContain(says);
  expect(lines().join("")).not.toContain(says);
});

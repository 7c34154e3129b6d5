import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { AttachmentList } from "#components/files/attachment-list.tsx";
import type { Attachment } from "#lib/files/queries.ts";

const file = (id: string, addedAfter: Attachment["addedAfter"]): Attachment => ({
  ...{ id, name: `${id}.pdf`, type: "application/pdf", bytes: 1200, sha256: "ab".repeat(32), addedAfter },
  ...{ location: false, author: false, note: null, addedBy: "somebody", addedAt: new Date("2026-11-26T12:00:00Z") },
});

test("a file that came after the minutes were signed says so, and no other does", () => {
  const [, before, after] = renderToStaticMarkup(
    <AttachmentList
      attachments={[file("before", null), file("after", "signed")]}
      people={new Map()}
      recordId="record"
      back="/meetings/record"
      mayAttach={false}
    />,
  ).split("<li>");
  expect(before).not.toContain("Added after");
  expect(after).toContain("Added after it was signed");
});

import { finishedPage } from "#lib/access/finished-page.ts";

export const dynamic = "force-dynamic";

export function GET() {
  return finishedPage({
    status: 404,
    title: "That is not here",
    paragraphs: [
      "There is no such page, or your role does not open it.",
      "If someone sent you the address, ask them to check it, or ask your administrator about your role.",
    ],
    link: { href: "/", label: "Go to your first page" },
  });
}

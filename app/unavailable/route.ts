import { finishedPage } from "#lib/access/finished-page.ts";

export const dynamic = "force-dynamic";

export function GET() {
  return finishedPage({
    status: 503,
    title: "Holdfast cannot reach its records",
    paragraphs: [
      "The database is not answering. Nothing has been lost, and this is not an empty register.",
      "Wait a minute, then try again. If systems are down where you are, follow your printed downtime steps.",
    ],
    link: { href: "/", label: "Try again" },
    headers: { "retry-after": "30" },
  });
}

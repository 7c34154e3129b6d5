import { finishedPage } from "#lib/access/finished-page.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request) {
  const given = new URL(request.url).searchParams.get("reference") ?? "";
  const reference = /^[0-9a-f]{8}$/.test(given) ? given : undefined;
  return finishedPage({
    status: 500,
    title: "Something went wrong",
    paragraphs: [
      "The page could not be shown. Nothing was changed, and this is not an empty register.",
      ...(reference ? [`If you report it, give this reference: ${reference}.`] : []),
    ],
    link: { href: "/", label: "Go to your first page" },
  });
}

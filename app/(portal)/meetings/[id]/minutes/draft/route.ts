import { enter, foundId } from "#lib/access/gate.ts";
import { formatDateTime } from "#lib/dates.ts";
import { isSameOrigin } from "#lib/forms/same-origin.ts";
import { saveDraft } from "#lib/meetings/commands/drafts.ts";
import { SaveDraft } from "#lib/meetings/inputs/minutes.ts";
import { Refusal } from "#lib/refusal.ts";

const plain = (words: string, status = 200) =>
  new Response(words, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });

/** Keeps what is being typed. Not a form action: it must neither draw the page again nor stand in another form's way. */
export async function POST(request: Request, { params }: RouteContext<"/meetings/[id]/minutes/draft">) {
  const actor = await enter("meetings");
  const id = foundId((await params).id);
  if (!(await isSameOrigin())) return plain("This came from another site.", 403);
  const form = await request.formData().catch(() => undefined);
  const input = SaveDraft.safeParse({ ...Object.fromEntries(form ?? []), id });
  if (!input.success) return plain("This cannot be kept as a draft.", 400);
  try {
    const { savedAt } = await saveDraft(actor, input.data);
    return plain(savedAt ? `Saved ${formatDateTime(savedAt)}` : "");
  } catch (error) {
    if (error instanceof Refusal) return plain(error.message, 403);
    throw error;
  }
}

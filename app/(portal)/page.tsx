import { placesFor } from "#lib/access/frame.ts";
import { enter } from "#lib/access/gate.ts";
import { leave } from "#lib/access/leave.ts";

export default async function FirstPage() {
  const actor = await enter("overview");
  leave(placesFor(actor)[0]?.href ?? "/not-here");
}

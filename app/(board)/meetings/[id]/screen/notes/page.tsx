import type { Metadata } from "next";
import { NotesView } from "#components/board/notes-view.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { showBoard } from "#lib/board/show.ts";
import { lookAgain } from "../actions.ts";

export const metadata: Metadata = { title: "Presenter notes" };

export default async function PresenterNotesPage({ params }: PageProps<"/meetings/[id]/screen/notes">) {
  const actor = await enter("meetings");
  const id = foundId((await params).id);
  const { meeting, shown } = found(await showBoard((run, asAt) => read(actor, run, asAt), actor, id));
  return <NotesView meetingId={id} heading={`Presenter notes. ${meeting.title}`} given={shown} look={lookAgain} />;
}

/** Opens the board screen as a document of its own: it must hold all it needs from the moment it opens. */
export function BoardScreenLink({ meetingId }: { meetingId: string }) {
  return (
    <a className="btn" href={`/meetings/${meetingId}/screen`} target="_self">
      Board screen
    </a>
  );
}

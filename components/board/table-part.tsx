import { Rows } from "#components/board/board-rows.tsx";
import type { BoardTable } from "#lib/board/screen.ts";

/** A table large enough for the far end of the room: what is more than fits is counted. */
export function TablePart({ table }: { table: BoardTable }) {
  return (
    <>
      <h3 className="whole">{table.title}</h3>
      <Rows table={table} />
    </>
  );
}

import { enter, read } from "#lib/access/gate.ts";
import { RiskQuery } from "#lib/risks/inputs.ts";
import { listRisks, momentOf } from "#lib/risks/queries/register.ts";

/** The least that a page of the register could be: who asks, the reading of 50 rows alone, and those in a plain table. */
export default async function RowsPage() {
  const actor = await enter("risks");
  const { rows } = await read(actor, async (tx) =>
    listRisks(tx, actor, RiskQuery.parse({}), await momentOf(tx, actor)),
  );
  return (
    <table>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>{row.reference}</td>
            <td>{row.title}</td>
            <td>{row.score}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

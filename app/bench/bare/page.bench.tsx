import { enter, read } from "#lib/access/gate.ts";
import { RiskQuery } from "#lib/risks/inputs.ts";
import { readRegister } from "#lib/risks/queries/page.ts";

/** The least that a page of the register could be: who asks, the same reading, 50 rows in a plain table. */
export default async function BarePage() {
  const actor = await enter("risks");
  const { page } = await read(actor, (tx) => readRegister(tx, actor, RiskQuery.parse({})));
  return (
    <table>
      <tbody>
        {page.rows.map((row) => (
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

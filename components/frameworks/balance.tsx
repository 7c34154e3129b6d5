import { Card } from "#components/ui/card.tsx";
import { type Balance, balanceSentence, type Category, categories, categoryWords } from "#lib/frameworks/framework.ts";

type Props = { balance: Balance; counts: ReadonlyMap<Category, number> };

/** Processes against the other five categories of evidence, as one bar and as numbers. */
export function BalanceCard({ balance, counts }: Props) {
  const all = balance.processes + balance.others;
  return (
    <Card title="Balance of the evidence">
      <div className="stack tight">
        <p>{balanceSentence(balance)}</p>
        {all > 0 ? (
          <svg className="gauge" aria-hidden="true">
            <rect width={`${Math.round((balance.processes / all) * 100)}%`} height="8" />
          </svg>
        ) : null}
        <table className="w-full text-sm">
          <caption className="sr">Links per category of evidence</caption>
          <tbody>
            {categories.map((category) => (
              <tr key={category}>
                <th scope="row" className="py-1 text-left font-normal">
                  {categoryWords[category]}
                </th>
                <td className="num text-right">{counts.get(category) ?? 0}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

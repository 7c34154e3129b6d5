import { Card } from "#components/ui/card.tsx";
import { narrow } from "#components/ui/narrow.ts";
import { Scroll } from "#components/ui/scroll.tsx";
import type { Moved } from "#lib/overview/past.ts";

/** What reads differently now than it did on the day that is looked back at. */
export function MovedSince({ moved }: { moved: readonly Moved[] }) {
  return (
    <Card
      title={moved.length === 0 ? "Nothing reads differently now" : "What reads differently now"}
      flush={moved.length > 0}
    >
      {moved.length === 0 ? (
        "Every cell of this page says the same today."
      ) : (
        <Scroll label="What reads differently now, by service">
          <table className="tbl">
            <caption className="sr">What reads differently now, by service</caption>
            <thead className={narrow.head}>
              <tr>
                <th scope="col">Service</th>
                <th scope="col">What</th>
                <th scope="col">Then</th>
                <th scope="col">Now</th>
              </tr>
            </thead>
            <tbody>
              {moved.map((one) => (
                <tr key={`${one.service} ${one.what}`} className={narrow.row}>
                  <th scope="row" className={narrow.lead}>
                    {one.service}
                  </th>
                  <td className={narrow.lead}>{one.what}</td>
                  <td className={narrow.cell} data-label="Then">
                    {one.was}
                  </td>
                  <td className={narrow.cell} data-label="Now">
                    {one.is}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Card>
  );
}

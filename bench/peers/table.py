"""Print the results of a comparison as a Markdown table; the first line is 1.

usage: table.py RESULTS.jsonl
"""
import json
import sys


def main(argv):
    with open(argv[1], encoding="utf-8") as handle:
        rows = [json.loads(line) for line in handle]
    base = rows[0]["words"] / rows[0]["cpu"]
    print("| | words / CPU s | ratio | wall s | start-up s | MB after load | MB at most | tokens | entities |")
    print("|---|---|---|---|---|---|---|---|---|")
    for row in rows:
        rate = row["words"] / row["cpu"]
        print(f"| {row['name']} | {rate:,.0f} | {rate / base:.1f} | {row['wall']:.2f} | {row['start_up']:.2f} | "
              f"{row['load_mb']:.0f} | {row['memory_mb']:.0f} | {row['tokens']:,} | {row['entities']:,} |")
    print(f"\n{len(rows)} runs, {rows[0]['words']:,} words between white space.")


if __name__ == "__main__":
    main(sys.argv)

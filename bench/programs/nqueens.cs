namespace ClaudeLang.CSharp.Programs;

/// <summary>Allocation: in how many ways n queens stand on an n by n board; the rows of those that stand are a linked list.</summary>
public static class Nqueens
{
    private sealed class Cell(int row, Cell? tail)
    {
        public readonly int Row = row;
        public readonly Cell? Tail = tail;
    }

    public static long Run(int n) => Place(0, null, n);

    private static bool IsSafe(int row, Cell? placed)
    {
        for (int distance = 1; placed is not null; placed = placed.Tail, distance++)
            if (placed.Row == row || placed.Row == row + distance || placed.Row == row - distance) return false;
        return true;
    }

    private static long Place(int column, Cell? placed, int n)
    {
        if (column == n) return 1;
        long sum = 0;
        for (int row = 0; row < n; row++)
            if (IsSafe(row, placed)) sum += Place(column + 1, new Cell(row, placed), n);
        return sum;
    }
}

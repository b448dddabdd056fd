namespace ClaudeLang.CSharp.Programs;

/// <summary>Records and vectors: the first way in which eight queens stand on a board, found n times over by backtracking on vectors of flags.</summary>
public static class Queens
{
    private sealed class Board
    {
        private readonly bool[] _rows = new bool[8], _up = new bool[16], _down = new bool[16];
        public readonly int[] Columns = new int[8];

        public Board()
        {
            Array.Fill(_rows, true);
            Array.Fill(_up, true);
            Array.Fill(_down, true);
        }

        public bool Place(int column)
        {
            if (column == 8) return true;
            for (int row = 0; row < 8; row++)
            {
                if (!IsFree(row, column)) continue;
                Mark(row, column, false);
                Columns[column] = row;
                if (Place(column + 1)) return true;
                Mark(row, column, true);
            }
            return false;
        }

        private bool IsFree(int row, int column) => _rows[row] && _up[row + column] && _down[row - column + 7];

        private void Mark(int row, int column, bool flag) => _rows[row] = _up[row + column] = _down[row - column + 7] = flag;
    }

    public static long Run(int n)
    {
        long sum = 0;
        for (int i = 0; i < n; i++)
        {
            var board = new Board();
            board.Place(0);
            for (int k = 0; k < 8; k++) sum = ((sum * 8) + board.Columns[k]) % 1000003;
        }
        return sum;
    }
}

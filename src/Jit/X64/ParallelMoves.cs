namespace ClaudeLang.Jit.X64;

/// <summary>Puts moves that happen all at once into an order; a cycle goes by way of a temporary.</summary>
internal static class ParallelMoves
{
    /// <summary>
    /// Calls <paramref name="emit"/>(to, from) for each step. <paramref name="temporary"/>(place) names a place of a fitting kind that
    /// no move mentions; it is in use for one cycle at a time.
    /// </summary>
    public static void Resolve(List<(Place To, Place From)> moves, Func<Place, Place> temporary, Action<Place, Place> emit)
    {
        moves.RemoveAll(move => move.To == move.From);
        while (moves.Count > 0)
        {
            int ready = moves.FindIndex(move => !moves.Exists(other => other.From == move.To));
            if (ready >= 0)
            {
                emit(moves[ready].To, moves[ready].From);
                moves.RemoveAt(ready);
                continue;
            }
            // Only cycles are left. Free one source; whoever reads it reads the temporary.
            Place from = moves[0].From, free = temporary(from);
            emit(free, from);
            for (int i = 0; i < moves.Count; i++)
                if (moves[i].From == from) moves[i] = (moves[i].To, free);
        }
    }
}

using ClaudeLang.Jit.X64;
using Xunit;

namespace ClaudeLang.Jit.Tests.X64;

public sealed class ParallelMovesTests
{
    /// <summary>Every choice of sources (or none) for four places, slots and registers of both kinds among them.</summary>
    [Fact]
    public void All_moves_among_four_places_happen_at_once()
    {
        Place[] places = [Place.Of(Gpr.Rbx), Place.Of(Gpr.Rsi), Place.Slot(1), Place.Of(Xmm.X3)];
        for (int code = 0; code < 625; code++)
        {
            var moves = new List<(Place, Place)>();
            var expected = places.ToDictionary(place => place, place => place);
            for (int i = 0, rest = code; i < 4; i++, rest /= 5)
            {
                if (rest % 5 == 4) continue;
                moves.Add((places[i], places[rest % 5]));
                expected[places[i]] = places[rest % 5];
            }
            var held = places.ToDictionary(place => place, place => place);
            ParallelMoves.Resolve(moves, _ => Place.Of(Gpr.Rax), (to, from) => held[to] = held[from]);
            foreach (Place place in places) Assert.True(held[place] == expected[place], $"moves {code}: {place} holds {held[place]}, not {expected[place]}");
        }
    }
}

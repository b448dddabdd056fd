using System.Text;

namespace ClaudeLang.FileTests.Broken;

/// <summary>A source file with all breakages in it, each behind a switch: where none is on, it does what the file does.</summary>
internal static class BrokenSource
{
    /// <summary>Declares the switch: the number of the breakage that is on; 0: none.</summary>
    public const string Switch = """
        namespace ClaudeLang;
        public static class Broken
        {
            public static int On;
            public static bool Is(int number) => On == number;
        }
        """;

    private sealed record Place(int Start, int End, int Number, string Instead)
    {
        public bool IsRaw => Instead.Contains("BROKEN", StringComparison.Ordinal);
        public bool IsInside(Place other) => Start >= other.Start && End <= other.End;
    }

    public static string Break(string text, IEnumerable<(int Number, Replacement Replacement)> replacements)
    {
        List<Place> places = [.. replacements.Select(one => PlaceOf(text, one.Number, one.Replacement)).OrderBy(place => place.Start).ThenByDescending(place => place.End)];
        return Render(text, 0, text.Length, places);
    }

    private static Place PlaceOf(string text, int number, Replacement replacement)
    {
        (int start, int length) = replacement.Find(text);
        return new Place(start, start + length, number, replacement.Instead);
    }

    /// <param name="places">Those inside the part of the text, outer ones first.</param>
    private static string Render(string text, int start, int end, List<Place> places)
    {
        var result = new StringBuilder();
        int at = start;
        for (int i = 0; i < places.Count;)
        {
            Place outer = places[i];
            if (outer.Start < at) throw new FormatException($"breakage {outer.Number} overlaps with another: {outer.Instead}");
            List<Place> inside = [.. places.Skip(i).TakeWhile(place => place.Start < outer.End)];
            result.Append(text, at, outer.Start - at).Append(RenderPlace(text, outer, inside));
            at = outer.End;
            i += inside.Count;
        }
        return result.Append(text, at, end - at).ToString();
    }

    private static string RenderPlace(string text, Place outer, List<Place> inside)
    {
        List<Place> same = [.. inside.Where(place => outer.IsInside(place))], inner = [.. inside.Except(same)];
        if (inner.Find(place => !place.IsInside(outer)) is { } apart) throw new FormatException($"breakage {apart.Number} overlaps with another: {apart.Instead}");
        if (same.Count + inner.Count > 1 && same.Find(place => place.IsRaw) is { } raw) throw new FormatException($"breakage {raw.Number} overlaps with another: {raw.Instead}");
        string whole = Render(text, outer.Start, outer.End, inner);
        foreach (Place place in same) whole = Either(place, whole);
        return whole;
    }

    private static string Either(Place place, string whole)
    {
        string isOn = $"global::ClaudeLang.Broken.Is({place.Number})";
        if (place.IsRaw) return place.Instead.Replace("BROKEN", isOn, StringComparison.Ordinal);
        return whole.TrimEnd() is [.., ';' or '}'] ? $"if ({isOn}) {{ {place.Instead} }} else {{ {whole} }}" : $"({isOn} ? {place.Instead} : {whole})";
    }
}

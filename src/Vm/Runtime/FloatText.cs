using System.Globalization;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Floats as text: JavaScript's Number::toString over the shortest digits that read back as the same double, with `.0` added where neither point nor exponent shows.</summary>
public static class FloatText
{
    public static string Of(double d)
    {
        if (double.IsNaN(d)) return "nan";
        if (double.IsInfinity(d)) return d > 0 ? "inf" : "-inf";
        if (d == 0) return double.IsNegative(d) ? "-0.0" : "0.0";
        string digits = Digits(Math.Abs(d).ToString("R", CultureInfo.InvariantCulture), out int point);
        return (d < 0 ? "-" : "") + Place(digits, point);
    }

    /// <summary>The significant digits of .NET's shortest form, and where the point stands: the value is 0.digits · 10^point.</summary>
    private static string Digits(string shortest, out int point)
    {
        int e = shortest.IndexOf('E');
        string mantissa = e < 0 ? shortest : shortest[..e];
        int dot = mantissa.IndexOf('.');
        string all = dot < 0 ? mantissa : mantissa.Remove(dot, 1);
        int zeros = all.Length - all.TrimStart('0').Length;
        point = (dot < 0 ? mantissa.Length : dot) - zeros;
        if (e >= 0) point += int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return all.Trim('0');
    }

    private static string Place(string digits, int point)
    {
        int n = digits.Length;
        if (n <= point && point <= 21) return digits + new string('0', point - n) + ".0";
        if (point is > 0 and <= 21) return digits[..point] + "." + digits[point..];
        if (point is > -6 and <= 0) return "0." + new string('0', -point) + digits;
        int exponent = point - 1;
        return digits[0] + (n > 1 ? "." + digits[1..] : "") + "e" + (exponent < 0 ? "-" : "+") + Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);
    }
}

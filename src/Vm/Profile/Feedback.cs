namespace ClaudeLang.Vm.Profile;

/// <summary>
/// What an instruction has met, as bits that only ever get set: the join of two profiles is their bitwise or.
/// Fixnum operands leave no mark, so that the commonest case writes nothing: 0 means "fixnums only, or never reached".
/// </summary>
[Flags]
public enum Feedback : byte
{
    None = 0,
    /// <summary>An operand was a Float (flonum or immediate float).</summary>
    Float = 1,
    /// <summary>An operand or result was an Int beyond fixnum range.</summary>
    BigInt = 2,
    /// <summary>An operand was something else: a string, a list…</summary>
    Other = 4,
    /// <summary>A machine-code guard failed here: do not speculate on it again.</summary>
    GuardFailed = 8,
    /// <summary>The instruction was reached (written by calls, jumps and loops only).</summary>
    Reached = 16,
}

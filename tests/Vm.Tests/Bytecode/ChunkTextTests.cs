using ClaudeLang.Vm.Bytecode;
using Xunit;
using static ClaudeLang.Vm.Bytecode.Instruction;

namespace ClaudeLang.Vm.Tests.Bytecode;

public sealed class ChunkTextTests
{
    [Fact]
    public void Chunks_come_back_as_they_were()
    {
        foreach (Chunk chunk in ChunkCodecTests.Samples(300)) SampleChunks.AssertSame(chunk, ChunkText.Parse(ChunkText.Print(chunk)));
        foreach (Chunk chunk in ChunkCodecTests.Samples(50))
        {
            Chunk withoutDebug = ChunkCodec.Decode(ChunkCodec.Encode(chunk, withDebug: false));
            SampleChunks.AssertSame(withoutDebug, ChunkText.Parse(ChunkText.Print(withoutDebug)));
        }
    }

    [Fact]
    public void Even_what_could_never_run_comes_back()
    {
        Chunk odd = SampleChunks.Of(255, 0xFFFFFFFF, Pack(Opcode.Add) | 0x100, PackU24(Opcode.Const, 99), PackU24(Opcode.Closure, 99), PackS24(Opcode.Jump, S24Min), PackS24(Opcode.Loop, S24Max))
            .With(paramCount: -1, constants: [new Constant.String("\uD800x\uDC00")], globals: [new GlobalRef("", GlobalKind.Variable, 3, true, true)]);
        SampleChunks.AssertSame(odd, ChunkText.Parse(ChunkText.Print(odd)));
        Assert.Equal(20_000, ChunkText.Print(SampleChunks.Deep(10_000)).Split('\n').Count(line => line.EndsWith("return") || line.EndsWith("nil")));
    }

    [Fact]
    public void It_reads_like_a_listing()
    {
        string listing = ChunkText.Print(SampleChunks.Program, number => number == 300 ? "string-length" : null);
        Assert.Contains("\n" + Listing.ReplaceLineEndings("\n") + "\nchunk 3 in 2 ", listing);
        Assert.Contains("\n    10  jump.false 16\n", listing);
        Assert.Contains("\n    16  closure 1                    ; chunk 2 \"lambda\"\n", listing);
        Assert.Contains("\n    21  call.builtin 300 1           ; string-length\n    22  effect 0 1                   ; io:print\n", listing);
    }

    private const string Listing = """
        chunk 1 in 0 "fib" params 1 locals 1 operands 3
          global 0 = fib function params 1 self
             0  @3:40   local.get 0
             1  @3:38   int 2
             2  @3:36   lt
             3  @3:34   jump.false 6
             4  @4:32   local.get 0
             5  @4:30   return
             6  @4:28   local.get 0
             7  @4:26   int 1
             8  @5:24   sub
             9  @5:22   call.global 0 1      ; fib
            10  @5:20   local.get 0
            11  @5:18   int 2
            12  @6:16   sub
            13  @6:14   call.global 0 1      ; fib
            14  @6:12   add
            15  @6:10   return
        chunk 2 in 0 "lambda" params 1 rest locals 2 operands 2
          constant 0 = count
          capture 0 = local 0
             0  capture.get 0                ; local 0 outside
             1  box.get 0                    ; count
             2  pop
             3  closure 0                    ; chunk 3 ""
             4  tail.call 0
        """;

    [Fact]
    public void By_hand_numbers_may_be_left_out_and_labels_stand_for_them()
    {
        Chunk chunk = ChunkText.Parse("""
            ; counts down
            chunk 0 "down" params 1 operands 2
              again: local.get 0
                     int 0            ; the end
                     gt
                     jump.false done
                     local.get 0
                     int 1
                     sub
                     local.set 0
                     loop again
              done:  local.get 0
                     return
            """);
        Assert.Equal(1, chunk.LocalCount);
        Assert.Equal([0], ChunkVerifier.Verify(chunk).LoopHeads);
        Assert.Equal(PackS24(Opcode.JumpFalse, 5), chunk.Code[3]);
        Assert.Equal(PackS24(Opcode.Loop, -9), chunk.Code[8]);
    }

    [Theory]
    [InlineData("", 1, "no chunk")]
    [InlineData("nil", 1, "chunk has to come first")]
    [InlineData("chunk 1 \"f\"", 1, "chunk 0")]
    [InlineData("chunk 0 in 0 \"f\"", 1, "earlier one")]
    [InlineData("chunk 0 \"f\"\nchunk 1 \"g\"", 2, "earlier one")]
    [InlineData("chunk 0 f", 1, "in \" expected")]
    [InlineData("chunk 0 \"f", 1, "no end")]
    [InlineData("chunk 0 \"f\" size 1", 1, "not 'size'")]
    [InlineData("chunk 0 \"f\"\n\nfly", 3, "no opcode 'fly'")]
    [InlineData("chunk 0 \"f\"\nconst", 2, "ends too early")]
    [InlineData("chunk 0 \"f\"\nconst x", 2, "a number expected")]
    [InlineData("chunk 0 \"f\"\nint 8388608", 2, "is not in")]
    [InlineData("chunk 0 \"f\"\nnil 1", 2, "too many")]
    [InlineData("chunk 0 \"f\"\n1 nil", 2, "instruction 0")]
    [InlineData("chunk 0 \"f\"\njump away\nnil", 2, "no label 'away:'")]
    [InlineData("chunk 0 \"f\"\na: nil\na: nil", 3, "twice")]
    [InlineData("chunk 0 \"f\"\n@1:1 nil\nnil", 3, "position")]
    [InlineData("chunk 0 \"f\"\n@1 nil", 2, "a position like")]
    [InlineData("chunk 0 \"f\"\nconstant 1 = 1", 2, "constant 0")]
    [InlineData("chunk 0 \"f\"\nconstant 0 = [1", 2, "ends too early")]
    [InlineData("chunk 0 \"f\"\nconstant 0 = ]", 2, "a constant expected")]
    [InlineData("chunk 0 \"f\"\nconstant 0 = 12a", 2, "no number")]
    [InlineData("chunk 0 \"f\"\nconstant 0 = \"\\q\"", 2, "no escape")]
    [InlineData("chunk 0 \"f\"\nconstant 0 = \"\\u{zz}\"", 2, "no escape")]
    [InlineData("chunk 0 \"f\"\nconstant 0 = #nothing", 2, "no constant")]
    [InlineData("chunk 0 \"f\"\nglobal 0 = g thing", 2, "function or variable")]
    [InlineData("chunk 0 \"f\"\ncapture 0 = global 1", 2, "local or capture")]
    [InlineData("chunk 0 \"f\"\nword 12", 2, "a word like")]
    public void Errors_name_the_line(string text, int line, string part)
    {
        ChunkTextException error = Assert.Throws<ChunkTextException>(() => ChunkText.Parse(text));
        Assert.Equal(line, error.Line);
        Assert.StartsWith($"line {line}: ", error.Message);
        Assert.Contains(part, error.Message);
    }

    [Fact]
    public void Damaged_text_gives_an_error_or_a_chunk()
    {
        var random = new Random(1);
        string text = ChunkText.Print(SampleChunks.Program);
        int parsed = 0;
        for (int round = 0; round < 2000; round++)
        {
            int at = random.Next(text.Length), length = random.Next(4);
            string damaged = text[..at] + "\"|[{:#; \n9a@\\"[random.Next(13)] + text[Math.Min(text.Length, at + length)..];
            try { ChunkText.Parse(damaged); parsed++; }
            catch (ChunkTextException) { }
        }
        Assert.InRange(parsed, 1, 1999);
    }
}

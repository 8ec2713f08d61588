namespace Gatehouse.EndToEnd.Harness;

/// <summary>How a command of the real program ended.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output, where the command went well; the test fails with both outputs where it did not.</summary>
    public string Good()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Error}");
        return Output;
    }
}

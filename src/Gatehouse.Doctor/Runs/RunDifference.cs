namespace Gatehouse.Doctor.Runs;

/// <summary>Something in which two runs differ.</summary>
/// <param name="What">What it is.</param>
/// <param name="Here">As it is in the present run.</param>
/// <param name="There">As it is in the other.</param>
internal sealed record RunDifference(RunAspect What, string Here, string There);

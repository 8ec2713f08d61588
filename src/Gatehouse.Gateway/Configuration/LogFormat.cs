namespace Gatehouse.Gateway.Configuration;

/// <summary>The form of the log's lines.</summary>
public enum LogFormat
{
    /// <summary>Sentences for people; refusals are in the journal alone.</summary>
    Text,

    /// <summary>One JSON object a line, refusals too.</summary>
    Json,
}

namespace Gatehouse.Lab.Signing;

/// <summary>What AWS Signature Version 4 signs of a request.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query as they stand on the wire.</param>
/// <param name="Headers">The signed fields: lower-case names in order, with their values.</param>
/// <param name="BodyHash">The SHA-256 of the body in hexadecimal digits.</param>
internal sealed record AwsRequest(
    string Method,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    string BodyHash
);

import Testing

@testable import GateIO

@Suite("Variables of a process") struct EnvironmentTests {
  @Test func aVariableIsFoundByItsWholeName() {
    let variables: Environment = ["PATH": "/bin", "PATHS": "/sbin", "EMPTY": "", "EQUALS": "a=b"]
    #expect(variables["PATH"] == "/bin")
    #expect(variables["PATHS"] == "/sbin")
    #expect(variables["EMPTY"] == "")
    #expect(variables["EQUALS"] == "a=b")
    #expect(variables["PAT"] == nil)
    #expect(variables["PATH=/bin"] == nil)
  }

  @Test func aVariableIsSetAnewAndTakenAway() {
    var variables: Environment = ["A": "1", "B": "2"]
    variables["A"] = "3"
    variables["B"] = nil
    #expect(variables["A"] == "3")
    #expect(variables["B"] == nil)
    #expect(variables.distinctLines == ["A=3"])
  }

  @Test func ofRepeatedVariablesTheFirstCounts() {
    let variables = (["A": "1"] as Environment).adding(["A": "2", "B": "2"])
    #expect(variables["A"] == "1")
    #expect(variables.distinctLines == ["A=1", "B=2"])
    #expect(variables.keeping(["B", "C"]).distinctLines == ["B=2"])
  }

  @Test func thisProcessHasWhatItWasStartedWith() {
    #expect(Environment.current["PATH"]?.isEmpty == false)
    #expect(Environment.current["NO_SUCH_VARIABLE_IS_SET"] == nil)
  }
}

pipeline {
  agent any
  stages {
    stage('Install') {
      steps {
        sh 'pip install -r requirements.txt'
        sh """
          python -m pip install click==8.1.7
          pip install rich
        """
        bat "pip install windows-only==1"
        echo 'pip install not-this'
        // sh 'pip install commented'
      }
    }
  }
}

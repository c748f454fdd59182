sh 'pip install unclosed
sh "pip install ${PROJECT}"
sh 'pip install good==1'
